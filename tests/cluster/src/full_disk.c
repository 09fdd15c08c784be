/* Loaded into a server (LD_PRELOAD): while there is a file FULL_DISK, no table's file grows, and
 * whoever tries is told what a full disk tells. What it has already can be written over. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static int full(int fd, off_t end)
{
    const char *flag = getenv("FULL_DISK");
    char link[40], path[4096];
    struct stat file;
    ssize_t length;
    int before = errno;

    if (!flag || access(flag, F_OK) != 0) {
        errno = before;
        return 0;
    }
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    length = readlink(link, path, sizeof path - 1);
    path[length < 0 ? 0 : length] = 0;
    if (!strstr(path, "/data/base/") || fstat(fd, &file) != 0 || end <= file.st_size) {
        errno = before;
        return 0;
    }
    errno = ENOSPC;
    return 1;
}

ssize_t pwrite(int fd, const void *from, size_t length, off_t at)
{
    ssize_t (*next)(int, const void *, size_t, off_t) = dlsym(RTLD_NEXT, "pwrite");
    return full(fd, at + (off_t)length) ? -1 : next(fd, from, length, at);
}

ssize_t pwritev(int fd, const struct iovec *from, int parts, off_t at)
{
    ssize_t (*next)(int, const struct iovec *, int, off_t) = dlsym(RTLD_NEXT, "pwritev");
    return full(fd, at + 1) ? -1 : next(fd, from, parts, at);
}

int posix_fallocate(int fd, off_t at, off_t length)
{
    int (*next)(int, off_t, off_t) = dlsym(RTLD_NEXT, "posix_fallocate");
    return full(fd, at + length) ? ENOSPC : next(fd, at, length);
}

/* What a server calls that was built for large files on any machine. */
ssize_t pwrite64(int, const void *, size_t, off64_t) __attribute__((alias("pwrite")));
ssize_t pwritev64(int, const struct iovec *, int, off64_t) __attribute__((alias("pwritev")));
int posix_fallocate64(int, off64_t, off64_t) __attribute__((alias("posix_fallocate")));
