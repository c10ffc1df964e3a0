export const file = "src/mail/welcome.hbs";
