// What compiled code needs of a machine: memory that only grows, and copies of it.
extern uint8_t __heap_base;
static ptr s_top;
static ptr s_end;

// Fresh pages are zero, and nothing is given twice.
__attribute__((noinline)) ptr heap_take(uint32_t bytes)
{
    if (s_top == 0) {
        s_top = (ptr)(((uintptr_t)&__heap_base + 15) & ~(uintptr_t)15);
        s_end = (ptr)(uintptr_t)(__builtin_wasm_memory_size(0) << 16);
    }
    ptr p = s_top;
    uint32_t whole = (bytes + 15u) & ~15u;
    if (whole > (uint32_t)(s_end - p)) {
        uint32_t pages = ((whole - (uint32_t)(s_end - p)) + 0xffffu) >> 16;
        if (__builtin_wasm_memory_grow(0, pages < 16 ? 16 : pages) == (size_t)-1 && __builtin_wasm_memory_grow(0, pages) == (size_t)-1) fail("OutOfMemoryException: the module's memory is full.");
        s_end = (ptr)(uintptr_t)(__builtin_wasm_memory_size(0) << 16);
    }
    s_top = p + whole;
    return p;
}

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
