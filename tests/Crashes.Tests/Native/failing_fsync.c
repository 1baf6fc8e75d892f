/* Lets the n-th flush of a file whose path ends as asked fail with EIO, and notes it, as a dying disk would do. A flush counts when
   something was written since the one before; with FAILING_FSYNC_IDLE, when nothing was: so SQLite flushes the log once more before
   it moves it into the database, with nothing in it that is not durable, and passes over a failure of that. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static atomic_int flushes, written;

/* Tells whether it is the file whose flushes fail, and where it is. */
static int is_wanted(int file, char *path, size_t size)
{
    char link[64];
    const char *end = getenv("FAILING_FSYNC_OF");
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, size - 1);
    if (length < 0 || end == NULL || (size_t)length < strlen(end))
        return 0;
    path[length] = 0;
    return strcmp(path + length - strlen(end), end) == 0;
}

static int fails(int file)
{
    char path[4096];
    const char *wanted = getenv("FAILING_FSYNC_AT");
    if (wanted == NULL || !is_wanted(file, path, sizeof path) || atomic_exchange(&written, 0) != (getenv("FAILING_FSYNC_IDLE") == NULL) || atomic_fetch_add(&flushes, 1) + 1 != atoi(wanted))
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

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset)
{
    static ssize_t (*real)(int, const void *, size_t, off64_t);
    char path[4096];
    if (real == NULL)
        real = (ssize_t (*)(int, const void *, size_t, off64_t))dlsym(RTLD_NEXT, "pwrite64");
    ssize_t result = real(file, bytes, count, offset);
    if (is_wanted(file, path, sizeof path))
        atomic_store(&written, 1);
    return result;
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
