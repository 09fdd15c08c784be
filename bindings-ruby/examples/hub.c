/* Opens a hub, calls it and reads the answers: the whole of the C ABI. */

#include "milkround.h"

#include <stdio.h>
#include <string.h>

/* Calls, shows the answer, and says whether it is one. */
static int call(milkround_hub *hub, const char *operation, const char *envelope)
{
    char *answer = milkround_call(hub, operation, envelope);
    int ok = strncmp(answer, "{\"ok\":", 6) == 0;
    printf("%s %s\n", operation, answer);
    milkround_free(answer);
    return ok;
}

int main(void)
{
    char *error = NULL;
    milkround_hub *hub;

    if (milkround_abi_version() != MILKROUND_ABI_VERSION) {
        fprintf(stderr, "this library is of another version than its header\n");
        return 1;
    }

    /* What is refused says why. */
    hub = milkround_open("{\"url\": \"ftp:\"}", &error);
    if (hub != NULL || error == NULL)
        return 1;
    printf("open %s\n", error);
    milkround_free(error);

    hub = milkround_open(
        "{\"url\": \"memory:\", \"test_clock\": \"2026-03-01T08:00:00Z\", \"seed\": 7}", &error);
    if (hub == NULL) {
        fprintf(stderr, "%s\n", error);
        milkround_free(error);
        return 1;
    }
    if (!call(hub, "enterprises.create",
              "{\"actor\": {\"kind\": \"system\"}, \"input\": {\"enterprise\": \"riverside\","
              " \"name\": \"Riverside\", \"zone\": \"Europe/London\", \"currency\": \"GBP\"}}"))
        return 1;
    /* Somebody else's enterprise is not there for a user. */
    if (call(hub, "enterprises.get",
             "{\"actor\": {\"kind\": \"user\", \"user\": \"u1\", \"enterprises\": []},"
             " \"input\": {\"enterprise\": \"riverside\"}}"))
        return 1;
    /* No input is too bad for an answer. */
    if (call(hub, "enterprises.get", "{") || call(hub, "enterprises.get", NULL)
        || call(hub, NULL, "{}") || call(hub, "enterprises.get", "\xff")
        || call(NULL, "enterprises.get", "{}") || call(NULL, "rules.none", "{}"))
        return 1;

    milkround_free(NULL);
    milkround_close(NULL);
    milkround_close(hub);
    return 0;
}
