/* A long way on one machine: a tun device in this network and one in another, and packets carried between them. Each is
   held back so long a direction; what goes there is paced to a rate for each TCP flow, with a queue in front that drops what
   does not fit, and a share of it is lost at random. What comes back is only held back.
   Usage: wan HERE THERE NAMESPACE DELAY_US BITS_PER_SECOND QUEUE_BYTES LOST_PER_100000 SEED
   Prints "ready" when both devices are there; answers each line of its input with "= carried lost overflowed returned";
   ends with its input, and the devices with it. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum { PACKET = 1536, PACKETS = 1 << 16, FLOWS = 4096, STEP_US = 250, SLOTS = 4096, BURST = 64 };
enum { HERE, THERE };

struct packet { uint32_t next; uint16_t length; uint8_t to; uint8_t bytes[PACKET]; };
struct flow { uint64_t key; int64_t free_at; };

static struct packet packets[PACKETS];
static struct flow flows[FLOWS];
static uint32_t unused, first[SLOTS], last[SLOTS]; /* a wheel of lists; 0 is no packet */
static int devices[2], timer;
static int64_t turned, waiting, armed = -1;
static int64_t delay_us, rate, queue_bytes, lost_of_100000;
static uint64_t chance, carried, lost, overflowed, returned;

static int64_t now_us(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000LL + now.tv_nsec / 1000;
}

static void fail(const char *what) {
    fprintf(stderr, "%s: %s\n", what, strerror(errno));
    exit(1);
}

static int open_device(const char *name) {
    struct ifreq request = { .ifr_flags = IFF_TUN | IFF_NO_PI };
    int file = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (file < 0) fail("/dev/net/tun");
    strncpy(request.ifr_name, name, IFNAMSIZ - 1);
    if (ioctl(file, TUNSETIFF, &request)) fail(name);
    return file;
}

static int by_chance(void) {
    chance ^= chance << 13, chance ^= chance >> 7, chance ^= chance << 17;
    return (int64_t)((chance >> 11) % 100000) < lost_of_100000;
}

/* The flow of a packet by who it goes to; all that is not TCP is one flow. */
static struct flow *flow_of(const uint8_t *bytes, int length) {
    uint64_t key = 1;
    int header = (bytes[0] & 15) * 4;
    if (length >= header + 4 && bytes[0] >> 4 == 4 && bytes[9] == 6) {
        uint32_t address;
        memcpy(&address, bytes + 16, 4);
        key = (uint64_t)address << 16 | (bytes[header + 2] << 8 | bytes[header + 3]) | 1ULL << 48;
    }
    uint32_t at = (key * 0x9E3779B97F4A7C15ULL) >> 52;
    for (int tries = 0; tries < FLOWS; tries++, at = (at + 1) % FLOWS) {
        if (flows[at].key == key) return &flows[at];
        if (flows[at].key == 0) { flows[at].key = key; return &flows[at]; }
    }
    return &flows[0];
}

static void arm(int64_t at) {
    if (armed >= 0 && armed <= at) return;
    armed = at;
    struct itimerspec when = { .it_value = { at / 1000000, at % 1000000 * 1000 } };
    timerfd_settime(timer, TFD_TIMER_ABSTIME, &when, NULL);
}

static void hold(uint32_t packet, int64_t due) {
    int64_t step = (due + STEP_US - 1) / STEP_US;
    if (step <= turned) step = turned + 1;
    if (step >= turned + SLOTS) step = turned + SLOTS - 1;
    uint32_t slot = step % SLOTS;
    packets[packet].next = 0;
    if (first[slot]) packets[last[slot]].next = packet;
    else first[slot] = packet;
    last[slot] = packet;
    waiting++;
    arm(step * STEP_US);
}

/* Takes what a device has and lets it go on its way. */
static void take(int from) {
    int64_t now = now_us();
    if (!waiting) turned = now / STEP_US; /* the wheel stands still while it is empty */
    for (int i = 0; i < BURST; i++) {
        uint32_t packet = unused;
        if (!packet) { /* more on its way than there is memory for: as a full queue */
            static uint8_t waste[PACKET];
            if (read(devices[from], waste, sizeof waste) <= 0) return;
            overflowed++;
            continue;
        }
        struct packet *it = &packets[packet];
        ssize_t length = read(devices[from], it->bytes, PACKET);
        if (length <= 0) return;
        it->length = length;
        it->to = !from;
        int64_t leaves = now;
        if (from == HERE) {
            if (by_chance()) { lost++; continue; }
            struct flow *flow = flow_of(it->bytes, length);
            if (flow->free_at < now) flow->free_at = now;
            if ((flow->free_at - now) * rate / 8000000 + length > queue_bytes) { overflowed++; continue; }
            flow->free_at += length * 8000000LL / rate;
            leaves = flow->free_at;
        }
        unused = it->next;
        hold(packet, leaves + delay_us);
    }
}

/* Lets arrive what is due. */
static void turn(void) {
    uint64_t times;
    if (read(timer, &times, sizeof times) < 0) return;
    int64_t until = now_us() / STEP_US;
    armed = -1;
    while (turned < until && waiting > 0) {
        uint32_t slot = ++turned % SLOTS, packet = first[slot];
        first[slot] = 0;
        while (packet) {
            struct packet *it = &packets[packet];
            uint32_t next = it->next;
            /* A device whose system takes no more has lost it, as a card would. */
            if (write(devices[it->to], it->bytes, it->length) == it->length) *(it->to == THERE ? &carried : &returned) += 1;
            else overflowed++;
            it->next = unused, unused = packet;
            waiting--;
            packet = next;
        }
    }
    if (!waiting) return;
    for (int64_t step = turned + 1; step < turned + SLOTS; step++)
        if (first[step % SLOTS]) { arm(step * STEP_US); return; }
}

static void answer(void) {
    char line[256];
    ssize_t got = read(0, line, sizeof line);
    if (got <= 0) exit(0);
    for (ssize_t i = 0; i < got; i++)
        if (line[i] == '\n')
            printf("= %llu %llu %llu %llu\n", (unsigned long long)carried, (unsigned long long)lost,
                (unsigned long long)overflowed, (unsigned long long)returned);
    fflush(stdout);
}

int main(int argc, char **argv) {
    if (argc != 9) { fprintf(stderr, "eight arguments, see the source\n"); return 2; }
    delay_us = atoll(argv[4]), rate = atoll(argv[5]), queue_bytes = atoll(argv[6]), lost_of_100000 = atoll(argv[7]);
    chance = strtoull(argv[8], NULL, 10) * 0x9E3779B97F4A7C15ULL | 1;
    for (uint32_t i = 1; i < PACKETS; i++) packets[i].next = i + 1 < PACKETS ? i + 1 : 0;
    unused = 1;
    devices[HERE] = open_device(argv[1]);
    int other = open(argv[3], O_RDONLY | O_CLOEXEC);
    if (other < 0 || setns(other, CLONE_NEWNET)) fail(argv[3]);
    devices[THERE] = open_device(argv[2]);
    timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    turned = now_us() / STEP_US;

    int poller = epoll_create1(EPOLL_CLOEXEC), files[] = { devices[HERE], devices[THERE], timer, 0 };
    for (int i = 0; i < 4; i++) {
        struct epoll_event event = { EPOLLIN, { .fd = files[i] } };
        if (epoll_ctl(poller, EPOLL_CTL_ADD, files[i], &event)) fail("epoll");
    }
    printf("ready\n");
    fflush(stdout);
    for (;;) {
        struct epoll_event ready[4];
        int count = epoll_wait(poller, ready, 4, -1);
        for (int i = 0; i < count; i++) {
            int file = ready[i].data.fd;
            if (file == 0) answer();
            else if (file == timer) turn();
            else take(file == devices[THERE]);
        }
    }
}
