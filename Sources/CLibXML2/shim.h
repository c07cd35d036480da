// Debian's libxml2 is built with ICU, whose headers clash with Foundation's own ICU module. Hide them before any
// other libxml header. (`_xmlCharEncodingHandler` is then seen shorter than it is: its fields must not be read.)
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>
