// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How streaming services would play what was measured, in words and in JSON.
// Layer: cli.

#pragma once

#include "cli/cli.h"
#include "studio/measure.h"

/* @services: of LtService. */
void lt_cli_services_print (GPtrArray *services, const LtMeasurement *m);

/* The member "services" of an object that is open; the keys are kept. */
void lt_cli_services_json (JsonBuilder *builder, GPtrArray *services, const LtMeasurement *m);
