// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The table of commands: their order is that of the help.
// Layer: cli.

#include "cli/cli.h"

#define LT_COMMANDS(X) \
  X (demo)             \
  X (new)              \
  X (import)           \
  X (balance)          \
  X (show)             \
  X (set)              \
  X (add)              \
  X (copy)             \
  X (remove)           \
  X (learn)            \
  X (match)            \
  X (preset)           \
  X (bus)              \
  X (send)             \
  X (folder)           \
  X (group)            \
  X (vca)              \
  X (automate)         \
  X (snapshot)         \
  X (version)          \
  X (clip)             \
  X (take)             \
  X (tempo)            \
  X (marker)           \
  X (loop)             \
  X (punch)            \
  X (reference)        \
  X (undo)             \
  X (redo)             \
  X (history)          \
  X (check)            \
  X (diff)             \
  X (render)           \
  X (deliver)          \
  X (master)           \
  X (reach)            \
  X (measure)          \
  X (find)             \
  X (codec)            \
  X (process)          \
  X (convert)          \
  X (effects)          \
  X (play)             \
  X (devices)          \
  X (verify)           \
  X (doc)

#define DECLARE(name) extern const LtCommand lt_cmd_##name;
LT_COMMANDS (DECLARE)
#undef DECLARE

#define ROW(name) &lt_cmd_##name,
const LtCommand *const lt_commands[] = { LT_COMMANDS (ROW) NULL };
#undef ROW
