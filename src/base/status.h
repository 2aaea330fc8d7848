// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the layers base to device answer when something can fail.
// Layer: base.

#pragma once

#include "base/rt.h"

typedef enum
{
  LT_OK = 0,
  LT_ERR_MEMORY,      /* an allocation failed */
  LT_ERR_INVALID,     /* an argument or a description is wrong */
  LT_ERR_CYCLE,       /* the routing feeds back into itself */
  LT_ERR_LIMIT,       /* a fixed upper bound would be passed */
  LT_ERR_UNAVAILABLE, /* a device or server is not there */
  LT_ERR_TIMEOUT,     /* a device or server did not answer */
  LT_ERR_SYSTEM,      /* the operating system refused; errno tells */
} LtStatus;

/* A short English phrase without a full stop, e.g. "out of memory". Never NULL. */
const char *lt_status_text (LtStatus status);
