/* A test double: Windows has this library, wine only since 9. Every Rust program asks it for random bytes. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID at, ULONG n);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE at, SIZE_T n) { return SystemFunction036(at, (ULONG)n); }
