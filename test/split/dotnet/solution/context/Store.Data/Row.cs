public class Row {}
