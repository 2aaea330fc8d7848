// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Made and given back.
// Layer: device.

#include "device/device-soxr.h"

LtStatus
lt_device_soxr_open (LtDeviceSoxr *self, double in_hz, double out_hz, uint32_t n_channels, soxr_datatype_t in, soxr_datatype_t out)
{
  soxr_io_spec_t      io = soxr_io_spec (in, out);
  soxr_quality_spec_t quality = soxr_quality_spec (SOXR_HQ, 0);
  soxr_runtime_spec_t runtime = soxr_runtime_spec (1);
  soxr_error_t        error = NULL;

  self->soxr = soxr_create (in_hz, out_hz, n_channels, &error, &io, &quality, &runtime);
  if (self->soxr != NULL && error == NULL)
    return LT_OK;
  soxr_delete (self->soxr);
  self->soxr = NULL;
  return LT_ERR_UNAVAILABLE;
}

void
lt_device_soxr_free (LtDeviceSoxr *self)
{
  LtArena arena = self->arena;

  soxr_delete (self->soxr);
  lt_arena_clear (&arena);
}
