bootstrap();
