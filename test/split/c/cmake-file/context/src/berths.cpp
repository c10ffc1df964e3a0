#include "berths.h"
int berths() { return 12; }
