#include <simdjson.h>
#include "csimdjson.h"
