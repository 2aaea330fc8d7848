// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Deliveries as JSON. What is as in a new one is left out, but for the words that a reader looks for.
// Layer: session.

#include "session/edit-delivery.h"
#include "session/store-private.h"

#include <glib/gi18n.h>
#include <math.h>

static const char *const keys[]
    = { "id", "name", "pattern", "format", "bits", "dither", "rate", "lufs", "ceiling", "on", "tags", NULL };

void
lt_store_delivery_write (LtEmit *emit, const LtDeliverySpec *delivery)
{
  lt_emit_int (emit, "id", (int64_t) delivery->id);
  lt_emit_string (emit, "name", delivery->name);
  lt_emit_string (emit, "pattern", delivery->pattern);
  lt_emit_string (emit, "format", delivery->format);
  lt_emit_string (emit, "bits", delivery->bits);
  lt_emit_string (emit, "dither", delivery->dither);
  if (delivery->rate_hz != 0)
    lt_emit_int (emit, "rate", delivery->rate_hz);
  if (!isnan (delivery->target_lufs))
    lt_emit_double (emit, "lufs", delivery->target_lufs);
  if (!isnan (delivery->ceiling_dbtp))
    lt_emit_double (emit, "ceiling", delivery->ceiling_dbtp);
  if (!delivery->on)
    lt_emit_bool (emit, "on", false);
  if (!delivery->tags)
    lt_emit_bool (emit, "tags", false);
  lt_emit_members (emit, delivery->extra, NULL);
}

static void
read_word (LtStoreReader *reader, JsonObject *object, const char *key, char **word)
{
  const char *text = lt_store_reader_string (reader, object, key, *word);

  if (text == *word)
    return;
  g_free (*word);
  *word = lt_session_clean_name (text, "");
}

LtDeliverySpec *
lt_store_delivery_read (LtStoreReader *reader, JsonObject *object)
{
  g_autofree char *name = lt_session_clean_name (lt_store_reader_string (reader, object, "name", NULL), _ ("Delivery"));
  LtDeliverySpec  *delivery = lt_delivery_spec_new (0, name);

  reader->where = delivery->name;
  lt_store_reader_id (reader, object, &delivery->id);
  read_word (reader, object, "pattern", &delivery->pattern);
  read_word (reader, object, "format", &delivery->format);
  read_word (reader, object, "bits", &delivery->bits);
  read_word (reader, object, "dither", &delivery->dither);
  delivery->rate_hz = (uint32_t) lt_store_reader_int (reader, object, "rate", 0, 0, LT_DELIVERY_RATE_MAX_HZ);
  delivery->target_lufs = lt_store_reader_double (reader, object, "lufs", NAN, LT_DELIVERY_LUFS_MIN, LT_DELIVERY_LUFS_MAX);
  delivery->ceiling_dbtp = lt_store_reader_double (reader, object, "ceiling", NAN, LT_DELIVERY_CEILING_MIN_DBTP, LT_DELIVERY_CEILING_MAX_DBTP);
  delivery->on = lt_store_reader_bool (reader, object, "on", true);
  delivery->tags = lt_store_reader_bool (reader, object, "tags", true);
  delivery->extra = lt_store_reader_extra (object, keys);
  reader->where = "";
  return delivery;
}
