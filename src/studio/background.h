// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Long work that nobody waits for.
// Layer: studio.

#pragma once

/* The calling thread gives way to all others, for good: where the system refuses, it only takes more of the machine. */
void lt_background_give_way (void);
