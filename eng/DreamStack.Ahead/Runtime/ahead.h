#include <stdint.h>
#include <stddef.h>

typedef uint8_t *ptr;

#define INLINE static inline __attribute__((always_inline))
#define COLD __attribute__((cold, noinline, noreturn))
#define EXPORT(name) __attribute__((export_name(name), visibility("default")))

// Every object begins with this; an array goes on with its length and its elements.
typedef struct { uint32_t type; uint32_t bytes; } Object;
typedef struct { Object head; int32_t length; int32_t pad; } Array;
typedef struct Delegate { Object head; ptr target; ptr function; struct Delegate *before; } Delegate;
typedef struct { Object head; int32_t length; uint16_t first[]; } String;

// Where an object of a type holds others; of an array within each element, which are so far apart.
typedef struct { uint32_t count; uint32_t stride; const uint32_t *at; } Refs;

// What went wrong, as UTF-8 that ends with a zero.
__attribute__((import_module("host"), import_name("fail"), noreturn)) void host_fail(const char *what);

COLD static void fail(const char *what) { host_fail(what); __builtin_unreachable(); }
COLD static void fail_null(void) { fail("NullReferenceException: an object is not there."); }
COLD static void fail_index(void) { fail("IndexOutOfRangeException: an index lies outside of its array."); }
COLD static void fail_overflow(void) { fail("OverflowException: a number does not fit."); }
COLD static void fail_divide(void) { fail("DivideByZeroException: a number is divided by zero."); }
COLD static void fail_cast(void) { fail("InvalidCastException: an object is of another type."); }

void *memcpy(void *, const void *, size_t);
void *memmove(void *, const void *, size_t);
void *memset(void *, int, size_t);
int memcmp(const void *, const void *, size_t);
extern ptr heap_take(uint32_t bytes);

INLINE ptr make(uint32_t type, uint32_t bytes) { ptr p = heap_take(bytes); ((Object *)p)->type = type; ((Object *)p)->bytes = bytes; return p; }
INLINE ptr make_array(uint32_t type, int32_t length, uint32_t stride)
{
    uint64_t bytes = sizeof(Array) + (uint64_t)(uint32_t)length * stride;
    if (length < 0 || bytes > 0x7fffff00u) fail_overflow();
    ptr p = make(type, (uint32_t)bytes);
    ((Array *)p)->length = length;
    return p;
}
INLINE ptr make_string(uint32_t type, int32_t length)
{
    ptr p = make(type, sizeof(String) + 2 * (uint32_t)(length + 1));
    ((String *)p)->length = length;
    return p;
}

INLINE ptr there(ptr p) { if (__builtin_expect(p == 0, 0)) fail_null(); return p; }
INLINE ptr element(ptr array, int32_t index, uint32_t stride)
{
    if (__builtin_expect((uint32_t)index >= (uint32_t)((Array *)there(array))->length, 0)) fail_index();
    return array + sizeof(Array) + (uint32_t)index * stride;
}

INLINE int32_t div_i4(int32_t a, int32_t b) { if (b == 0) fail_divide(); if (b == -1 && a == INT32_MIN) fail_overflow(); return a / b; }
INLINE int32_t rem_i4(int32_t a, int32_t b) { if (b == 0) fail_divide(); if (b == -1 && a == INT32_MIN) fail_overflow(); return a % b; }
INLINE int64_t div_i8(int64_t a, int64_t b) { if (b == 0) fail_divide(); if (b == -1 && a == INT64_MIN) fail_overflow(); return a / b; }
INLINE int64_t rem_i8(int64_t a, int64_t b) { if (b == 0) fail_divide(); if (b == -1 && a == INT64_MIN) fail_overflow(); return a % b; }
INLINE int32_t div_u4(uint32_t a, uint32_t b) { if (b == 0) fail_divide(); return (int32_t)(a / b); }
INLINE int32_t rem_u4(uint32_t a, uint32_t b) { if (b == 0) fail_divide(); return (int32_t)(a % b); }
INLINE int64_t div_u8(uint64_t a, uint64_t b) { if (b == 0) fail_divide(); return (int64_t)(a / b); }
INLINE int64_t rem_u8(uint64_t a, uint64_t b) { if (b == 0) fail_divide(); return (int64_t)(a % b); }

// Saturating, and zero for what is no number, as .NET's are.
INLINE int32_t i4_r8(double v) { return __builtin_wasm_trunc_saturate_s_i32_f64(v); }
INLINE int32_t u4_r8(double v) { return (int32_t)__builtin_wasm_trunc_saturate_u_i32_f64(v); }
INLINE int64_t i8_r8(double v) { return __builtin_wasm_trunc_saturate_s_i64_f64(v); }
INLINE int64_t u8_r8(double v) { return (int64_t)__builtin_wasm_trunc_saturate_u_i64_f64(v); }

#define CHECKED(name, type, builtin) INLINE type name(type a, type b) { type r; if (builtin(a, b, &r)) fail_overflow(); return r; }
CHECKED(add_i4, int32_t, __builtin_add_overflow)
CHECKED(add_u4, uint32_t, __builtin_add_overflow)
CHECKED(add_i8, int64_t, __builtin_add_overflow)
CHECKED(add_u8, uint64_t, __builtin_add_overflow)
CHECKED(sub_i4, int32_t, __builtin_sub_overflow)
CHECKED(sub_u4, uint32_t, __builtin_sub_overflow)
CHECKED(sub_i8, int64_t, __builtin_sub_overflow)
CHECKED(sub_u8, uint64_t, __builtin_sub_overflow)
CHECKED(mul_i4, int32_t, __builtin_mul_overflow)
CHECKED(mul_u4, uint32_t, __builtin_mul_overflow)
CHECKED(mul_i8, int64_t, __builtin_mul_overflow)
CHECKED(mul_u8, uint64_t, __builtin_mul_overflow)

// A number narrowed, or an error when it does not fit.
#define FIT(name, type, from) INLINE type name(from v) { type r; if (__builtin_add_overflow(v, (from)0, &r)) fail_overflow(); return r; }
FIT(fit_i1_s, int8_t, int64_t) FIT(fit_i1_u, int8_t, uint64_t)
FIT(fit_u1_s, uint8_t, int64_t) FIT(fit_u1_u, uint8_t, uint64_t)
FIT(fit_i2_s, int16_t, int64_t) FIT(fit_i2_u, int16_t, uint64_t)
FIT(fit_u2_s, uint16_t, int64_t) FIT(fit_u2_u, uint16_t, uint64_t)
FIT(fit_i4_s, int32_t, int64_t) FIT(fit_i4_u, int32_t, uint64_t)
FIT(fit_u4_s, uint32_t, int64_t) FIT(fit_u4_u, uint32_t, uint64_t)
FIT(fit_i8_s, int64_t, int64_t) FIT(fit_i8_u, int64_t, uint64_t)
FIT(fit_u8_s, uint64_t, int64_t) FIT(fit_u8_u, uint64_t, uint64_t)

// The bits of one value as another.
#define BITS(to, from, value) ({ from from_ = (value); to to_; __builtin_memcpy(&to_, &from_, sizeof to_); to_; })
#define READ(type, at) ({ type to_; __builtin_memcpy(&to_, (at), sizeof to_); to_; })
#define WRITE(type, at, value) ({ type from_ = (value); __builtin_memcpy((at), &from_, sizeof from_); })

#define VECTOR(name, type, bytes) typedef type name __attribute__((vector_size(bytes), aligned(4)));
#define VECTORS(bits) \
    VECTOR(v##bits##_Int8, int8_t, bits / 8) VECTOR(v##bits##_UInt8, uint8_t, bits / 8) \
    VECTOR(v##bits##_Int16, int16_t, bits / 8) VECTOR(v##bits##_UInt16, uint16_t, bits / 8) \
    VECTOR(v##bits##_Int32, int32_t, bits / 8) VECTOR(v##bits##_UInt32, uint32_t, bits / 8) \
    VECTOR(v##bits##_Int64, int64_t, bits / 8) VECTOR(v##bits##_UInt64, uint64_t, bits / 8) \
    VECTOR(v##bits##_Single, float, bits / 8) VECTOR(v##bits##_Double, double, bits / 8)
VECTORS(128)
VECTORS(256)
#define SELECT(type, mask, bits, yes, no) ({ bits m_ = (bits)(mask); (type)(((bits)(yes) & m_) | ((bits)(no) & ~m_)); })

Delegate *delegate_join(Delegate *first, Delegate *second);
Delegate *delegate_leave(Delegate *from, Delegate *which);

INLINE uint32_t stride_of(ptr array) { int32_t n = ((Array *)array)->length; return n == 0 ? 0 : (((Object *)array)->bytes - sizeof(Array)) / (uint32_t)n; }
INLINE void array_range(ptr array, int32_t from, int32_t count) { if ((from | count) < 0 || (uint32_t)from + (uint32_t)count > (uint32_t)((Array *)array)->length) fail_index(); }
INLINE void array_clear(ptr array, int32_t from, int32_t count)
{
    array_range(array, from, count);
    __builtin_memset(array + sizeof(Array) + (uint32_t)from * stride_of(array), 0, (uint32_t)count * stride_of(array));
}
INLINE void array_copy(ptr from, int32_t at, ptr to, int32_t where, int32_t count)
{
    array_range(from, at, count);
    array_range(to, where, count);
    uint32_t stride = stride_of(from);
    __builtin_memmove(to + sizeof(Array) + (uint32_t)where * stride, from + sizeof(Array) + (uint32_t)at * stride, (uint32_t)count * stride);
}
INLINE void memory_copy(ptr from, ptr to, uint64_t room, uint64_t bytes) { if (bytes > room) fail_index(); __builtin_memmove(to, from, (uint32_t)bytes); }
