public record Mail(string To);
