/* Lets the n-th flush of a file whose path ends as asked fail with EIO, and notes it, as a dying disk would do. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static atomic_int flushes;

static int fails(int file)
{
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    const char *wanted = getenv("FAILING_FSYNC_AT");
    if (length < 0 || wanted == NULL)
        return 0;
    path[length] = 0;
    const char *end = getenv("FAILING_FSYNC_OF");
    if (end == NULL || (size_t)length < strlen(end) || strcmp(path + length - strlen(end), end) != 0 || atomic_fetch_add(&flushes, 1) + 1 != atoi(wanted))
        return 0;
    const char *note = getenv("FAILING_FSYNC_NOTE");
    int notes = note == NULL ? -1 : open(note, O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (notes >= 0)
    {
        dprintf(notes, "failed %s\n", path);
        close(notes);
    }
    errno = EIO;
    return 1;
}

int fsync(int file)
{
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    return fails(file) ? -1 : real(file);
}

int fdatasync(int file)
{
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    return fails(file) ? -1 : real(file);
}
