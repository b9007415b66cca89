/* The limit of a fan-out: receives one source's bytes and writes them to raw sockets, nothing else. No frames, no
   messages, no streams, no bounds; a source that a viewer cannot follow waits. One thread over epoll, one ring that all
   viewers share, each of them a place in it. Prints "<port for viewers> <port for the source>"; ends with its input. */
#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { RING = 1 << 22, READ = 1 << 18, MOST = 8192, FILES = 65536 };
enum kind { NONE, INPUT, VIEWERS, SOURCES, SOURCE, VIEWER };

static struct { enum kind kind; int place, blocked; uint64_t at; } of[FILES];
static uint8_t ring[RING];
static uint64_t head;
static int viewers[MOST], count, blocked, source = -1, readable, poller, send_bytes;

static void watch(int file, enum kind kind, uint32_t events) {
    struct epoll_event event = { events, { .fd = file } };
    of[file].kind = kind;
    epoll_ctl(poller, EPOLL_CTL_ADD, file, &event);
}

static int listen_any(enum kind kind) {
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t length = sizeof address;
    int file = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (send_bytes) setsockopt(file, SOL_SOCKET, SO_SNDBUF, &send_bytes, sizeof send_bytes);
    if (bind(file, (struct sockaddr *)&address, length) || listen(file, 4096)) exit(1);
    getsockname(file, (struct sockaddr *)&address, &length);
    watch(file, kind, EPOLLIN);
    return ntohs(address.sin_port);
}

static void push(int file) {
    while (of[file].at < head) {
        size_t from = of[file].at & (RING - 1), most = head - of[file].at;
        if (most > RING - from) most = RING - from;
        ssize_t sent = send(file, ring + from, most, MSG_NOSIGNAL);
        if (sent < 0) {
            if (errno != EAGAIN) of[file].at = head; /* hung up: epoll says so next */
            else if (!of[file].blocked) of[file].blocked = 1, blocked++;
            return;
        }
        of[file].at += sent;
    }
    if (of[file].blocked) of[file].blocked = 0, blocked--;
}

static size_t room(void) {
    uint64_t last = head;
    for (int i = 0; blocked && i < count; i++) if (of[viewers[i]].at < last) last = of[viewers[i]].at;
    return RING - (head - last);
}

static void pump(void) {
    size_t most;
    while (readable && (most = room()) > 0) {
        size_t to = head & (RING - 1);
        if (most > RING - to) most = RING - to;
        ssize_t got = recv(source, ring + to, most < READ ? most : READ, 0);
        if (got <= 0) { readable = 0; return; }
        head += got;
        for (int i = 0; i < count; i++) if (!of[viewers[i]].blocked) push(viewers[i]);
    }
}

static void drop(int file) {
    if (of[file].kind == VIEWER) {
        int last = viewers[--count];
        viewers[of[file].place] = last;
        of[last].place = of[file].place;
        blocked -= of[file].blocked;
    } else if (file == source) source = -1, readable = 0;
    of[file].kind = NONE;
    close(file);
}

static void greet(int listener) {
    int file, one = 1;
    while ((file = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
        if (file >= FILES || count == MOST) { close(file); continue; }
        setsockopt(file, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        if (of[listener].kind == SOURCES) {
            source = file;
            watch(file, SOURCE, EPOLLIN | EPOLLRDHUP | EPOLLET);
        } else {
            of[file].at = head, of[file].blocked = 0, of[file].place = count;
            viewers[count++] = file;
            watch(file, VIEWER, EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET);
        }
        if (send(file, "+", 1, MSG_NOSIGNAL) < 0) drop(file);
    }
}

int main(int argc, char **argv) {
    struct epoll_event ready[1024];
    poller = epoll_create1(0);
    if (argc > 1) send_bytes = atoi(argv[1]);
    watch(0, INPUT, EPOLLIN);
    int port = listen_any(VIEWERS);
    printf("%d %d\n", port, listen_any(SOURCES));
    fflush(stdout);
    for (;;) {
        int n = epoll_wait(poller, ready, 1024, -1);
        for (int i = 0; i < n; i++) {
            int file = ready[i].data.fd;
            uint32_t events = ready[i].events;
            switch (of[file].kind) {
            case INPUT: return 0;
            case VIEWERS: case SOURCES: greet(file); break;
            case SOURCE:
                if (file == source) readable = 1, pump();
                if (events & (EPOLLHUP | EPOLLERR | EPOLLRDHUP)) drop(file), pump();
                break;
            case VIEWER:
                if (events & (EPOLLHUP | EPOLLERR | EPOLLRDHUP)) drop(file);
                else if (of[file].blocked && (events & EPOLLOUT)) push(file);
                pump();
                break;
            default: break;
            }
        }
    }
}
