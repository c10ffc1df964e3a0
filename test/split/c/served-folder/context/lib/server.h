int serve(const char* settings);
