// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What was measured and delivered, for people and for scripts.
// Layer: cli.

#pragma once

#include "cli/cli.h"
#include "deliver/delivery.h"

/* After a delivery: its notes on stderr, what was written and how it measures on stdout. */
void lt_cli_report_delivery (const LtDelivery *job, bool json);

/* One measurement as an object, or as lines "Integrated loudness  −14.0 LUFS". @services (of LtService; NULL: none): and how
   they would play it. */
void lt_cli_report_measurement_json (JsonBuilder *builder, const char *path, const LtMeasurement *m, GPtrArray *services);
void lt_cli_report_measurement (const char *path, const LtMeasurement *m, GPtrArray *services);
