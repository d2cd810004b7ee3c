// Tells the thread sanitizer of two ways in which Swift's libraries order memory, since they were compiled without it: the first
// use of a global, and a Mutex that is waited for. Loaded behind the sanitizer's runtime, in front of Swift's libraries.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

void __tsan_acquire(void *address);
void __tsan_release(void *address);

struct once {
  void *token;
  void (*body)(void *);
  void *context;
};

static void run_once(void *pointer) {
  struct once *once = pointer;
  once->body(once->context);
  __tsan_release(once->token);
}

void swift_once(void *token, void (*body)(void *), void *context) {
  static void (*real)(void *, void (*)(void *), void *);
  if (!real) real = dlsym(RTLD_NEXT, "swift_once");
  struct once once = {token, body, context};
  real(token, run_once, &once);
  __tsan_acquire(token);
}

// Synchronization._MutexHandle._lockSlow(_:) and ._unlockSlow(): self is in Swift's context register.
#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *self
typedef SWIFT void lock_function(uint32_t thread, SELF);
typedef SWIFT void unlock_function(SELF);

SWIFT void lock(uint32_t thread, SELF) __asm__("$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF");
SWIFT void lock(uint32_t thread, SELF) {
  static lock_function *real;
  if (!real) real = (lock_function *)dlsym(RTLD_NEXT, "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF");
  real(thread, self);
  __tsan_acquire(self);
}

SWIFT void unlock(SELF) __asm__("$s15Synchronization12_MutexHandleV11_unlockSlowyyF");
SWIFT void unlock(SELF) {
  static unlock_function *real;
  if (!real) real = (unlock_function *)dlsym(RTLD_NEXT, "$s15Synchronization12_MutexHandleV11_unlockSlowyyF");
  __tsan_release(self);
  real(self);
}
