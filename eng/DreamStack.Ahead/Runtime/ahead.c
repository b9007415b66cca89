// Memory: fresh pages at the end, and between calls what nothing leads to any more. A block begins with its object's head, so the
// heap can be walked; a free one has type 0 and a link behind its head.
#define MARK 0x80000000u
#define LEAST_BEFORE_COLLECTING (4u << 20)
typedef struct Free { Object head; struct Free *next; } Free;

extern uint8_t __heap_base;
static ptr s_begin;
static ptr s_top;
static ptr s_end;
static Free *s_free[32];
static uint32_t s_classes;
static uint32_t s_taken;
static uint32_t s_due = LEAST_BEFORE_COLLECTING;

static uint32_t whole_of(uint32_t bytes) { return (bytes + 15u) & ~15u; }
static int class_of(uint32_t bytes) { return 31 - __builtin_clz(bytes); }

static void reach(ptr end)
{
    if ((uintptr_t)end <= (uintptr_t)s_end) return;
    uint32_t pages = ((uint32_t)(end - s_end) + 0xffffu) >> 16;
    if (__builtin_wasm_memory_grow(0, pages < 16 ? 16 : pages) == (size_t)-1 && __builtin_wasm_memory_grow(0, pages) == (size_t)-1) fail("OutOfMemoryException: the module's memory is full.");
    s_end = (ptr)(uintptr_t)(__builtin_wasm_memory_size(0) << 16);
}

static void give_back(ptr p, uint32_t whole)
{
    Free *block = (Free *)p;
    int size = class_of(whole);
    block->head.type = 0;
    block->head.bytes = whole;
    block->next = s_free[size];
    s_free[size] = block;
    s_classes |= 1u << size;
}

// From the smallest class all of whose blocks are large enough.
static ptr take_again(uint32_t whole)
{
    int least = class_of(whole) + ((whole & (whole - 1)) != 0);
    uint32_t fit = least > 31 ? 0 : s_classes & ~((1u << least) - 1);
    if (fit == 0) return 0;
    int size = __builtin_ctz(fit);
    Free *block = s_free[size];
    s_free[size] = block->next;
    if (block->next == 0) s_classes &= ~(1u << size);
    if (block->head.bytes > whole) give_back((ptr)block + whole, block->head.bytes - whole);
    __builtin_memset(block, 0, whole);
    return (ptr)block;
}

__attribute__((noinline)) ptr heap_take(uint32_t bytes)
{
    uint32_t whole = whole_of(bytes);
    if (s_begin == 0) {
        s_begin = s_top = (ptr)(((uintptr_t)&__heap_base + 15) & ~(uintptr_t)15);
        s_end = (ptr)(uintptr_t)(__builtin_wasm_memory_size(0) << 16);
    }
    s_taken += whole;
    ptr p = take_again(whole);
    if (p != 0) return p;
    if (whole > 0xffffffffu - (uint32_t)(uintptr_t)s_top) fail("OutOfMemoryException: the module's memory is full.");
    reach(s_top + whole);
    p = s_top;
    s_top += whole;
    return p;
}

// Objects that were reached and not yet looked into lie behind the heap.
static ptr *s_gray;

static void mark(ptr p)
{
    if ((uintptr_t)p < (uintptr_t)s_begin || (uintptr_t)p >= (uintptr_t)s_top || (((Object *)p)->bytes & MARK) != 0) return;
    ((Object *)p)->bytes |= MARK;
    if (((Object *)p)->type >= TYPES || refs[((Object *)p)->type].count == 0) return;
    reach((ptr)(s_gray + 1));
    *s_gray++ = p;
}

static void look_into(ptr p)
{
    const Refs *in = &refs[((Object *)p)->type];
    uint32_t elements = in->stride == 0 ? 1 : (uint32_t)((Array *)p)->length;
    for (uint32_t e = 0; e < elements; e++) {
        for (uint32_t i = 0; i < in->count; i++) mark(*(ptr *)(p + in->at[i] + e * in->stride));
    }
}

static void sweep(void)
{
    for (int i = 0; i < 32; i++) s_free[i] = 0;
    s_classes = 0;
    uint32_t live = 0;
    ptr p = s_begin;
    while (p < s_top) {
        Object *head = (Object *)p;
        uint32_t whole = whole_of(head->bytes & ~MARK);
        if ((head->bytes & MARK) != 0) {
            head->bytes &= ~MARK;
            live += whole;
            p += whole;
            continue;
        }
        ptr from = p;
        do p += whole_of(((Object *)p)->bytes); while (p < s_top && (((Object *)p)->bytes & MARK) == 0);
        if (p < s_top) {
            give_back(from, (uint32_t)(p - from));
        } else {
            __builtin_memset(from, 0, (size_t)(s_top - from));
            s_top = from;
        }
    }
    s_due = live > LEAST_BEFORE_COLLECTING ? live : LEAST_BEFORE_COLLECTING;
}

static void collect(void)
{
    ptr *gray = (ptr *)s_top;
    s_gray = gray;
    for (uint32_t i = 0; i < ROOTS; i++) {
        mark(*roots[i]);
        while (s_gray > gray) look_into(*--s_gray);
    }
    // The end of the heap is clean again, as fresh memory is.
    for (ptr *p = gray; (ptr)p < s_end && *p != 0; p++) *p = 0;
    sweep();
    s_taken = 0;
}

// Between calls nothing but the static fields leads to an object.
INLINE void collect_when_due(void) { if (__builtin_expect(s_taken > s_due, 0)) collect(); }

// The compiler makes the machine's own copy and fill of these.
__attribute__((no_builtin)) void *memcpy(void *to, const void *from, size_t n) { __asm__("local.get %0\nlocal.get %1\nlocal.get %2\nmemory.copy 0, 0" : : "r"(to), "r"(from), "r"(n) : "memory"); return to; }
__attribute__((no_builtin)) void *memmove(void *to, const void *from, size_t n) { __asm__("local.get %0\nlocal.get %1\nlocal.get %2\nmemory.copy 0, 0" : : "r"(to), "r"(from), "r"(n) : "memory"); return to; }
__attribute__((no_builtin)) void *memset(void *to, int value, size_t n) { __asm__("local.get %0\nlocal.get %1\nlocal.get %2\nmemory.fill 0" : : "r"(to), "r"(value), "r"(n) : "memory"); return to; }
__attribute__((no_builtin)) int memcmp(const void *a, const void *b, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (((ptr)a)[i] != ((ptr)b)[i]) return ((ptr)a)[i] < ((ptr)b)[i] ? -1 : 1;
    }
    return 0;
}

Delegate *delegate_join(Delegate *first, Delegate *second)
{
    if (first == 0) return second;
    if (second == 0) return first;
    Delegate *copy = (Delegate *)make(second->head.type, sizeof(Delegate));
    copy->target = second->target;
    copy->function = second->function;
    copy->before = delegate_join(first, second->before);
    return copy;
}

Delegate *delegate_leave(Delegate *from, Delegate *which)
{
    if (from == 0 || which == 0) return from;
    if (from->target == which->target && from->function == which->function) return from->before;
    Delegate *copy = (Delegate *)make(from->head.type, sizeof(Delegate));
    copy->target = from->target;
    copy->function = from->function;
    copy->before = delegate_leave(from->before, which);
    return copy;
}
