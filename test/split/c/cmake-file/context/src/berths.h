#pragma once
int berths();
