// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Status codes in words.
// Layer: base.

#include "base/status.h"

const char *
lt_status_text (LtStatus status)
{
  switch (status)
    {
    case LT_OK:
      return N_ ("done");
    case LT_ERR_MEMORY:
      return N_ ("out of memory");
    case LT_ERR_INVALID:
      return N_ ("wrong value");
    case LT_ERR_CYCLE:
      return N_ ("the routing feeds back into itself");
    case LT_ERR_LIMIT:
      return N_ ("too many");
    case LT_ERR_UNAVAILABLE:
      return N_ ("not available");
    case LT_ERR_TIMEOUT:
      return N_ ("no answer in time");
    case LT_ERR_SYSTEM:
      return N_ ("refused by the system");
    }
  return N_ ("unknown error");
}
