package com.acme.tides;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.resolve.ResourceCodeResolver;

public class Application {
    public static void main(String[] args) {
        ClassLoader loader = Application.class.getClassLoader();
        TemplateEngine engine = TemplateEngine.create(new ResourceCodeResolver("templates", loader), ContentType.Html);
        new Server(engine).start(8080);
    }
}
