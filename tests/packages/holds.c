/* A test double: a virus scanner that reads a file and lets nobody else near it. */
#include <stdio.h>
#include <windows.h>

int wmain(int n, wchar_t **names) {
  if (n < 2 || CreateFileW(names[1], GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL) == INVALID_HANDLE_VALUE) return 1;
  puts("held");
  fflush(stdout);
  Sleep(INFINITE);
  return 0;
}
