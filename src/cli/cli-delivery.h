// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Deliveries as words: KEY=VALUE, and the list for people and for scripts.
// Layer: cli.

#pragma once

#include "cli/cli.h"
#include "deliver/batch.h"

/* "format=wav", "lufs=-14", "ceiling=none"… into *values, whose strings then point into @word. */
bool lt_cli_delivery_parse (char *word, LtDeliveryValues *values, GError **error);

/* @session with deliveries of its own; what each does to the master as it was last measured. */
bool lt_cli_delivery_list (const LtSession *session, const char *folder, bool json, GError **error);

/* The program's own list. */
bool lt_cli_delivery_catalogue (bool json, GError **error);

/* Of a batch that has ended. */
void lt_cli_delivery_report (const GPtrArray *items, bool json);
