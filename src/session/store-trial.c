// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Blind tests as JSON.
// Layer: session.

#include "session/store-private.h"

#include <glib/gi18n.h>

static const char *const keys[] = { "id", "ended", "a", "b", "reference", "rival", "answers", "right", "planned", NULL };

void
lt_store_write_trial (LtEmit *emit, const LtTrial *trial)
{
  lt_emit_int (emit, "id", (int64_t) trial->id);
  lt_emit_int (emit, "ended", trial->end_s);
  lt_emit_string (emit, "a", lt_words_trial_side[trial->sides[0]]);
  lt_emit_string (emit, "b", lt_words_trial_side[trial->sides[1]]);
  if (*trial->reference != '\0')
    lt_emit_string (emit, "reference", trial->reference);
  if (*trial->rival != '\0')
    lt_emit_string (emit, "rival", trial->rival);
  lt_emit_int (emit, "answers", trial->n_answers);
  lt_emit_int (emit, "right", trial->n_right);
  if (trial->n_planned != trial->n_answers)
    lt_emit_int (emit, "planned", trial->n_planned);
  lt_emit_members (emit, trial->extra, NULL);
}

LtTrial *
lt_store_read_trial (LtStoreReader *reader, JsonObject *object)
{
  LtTrial *trial = lt_trial_new (0);

  reader->where = _ ("Blind test");
  lt_store_reader_id (reader, object, &trial->id);
  trial->end_s = lt_store_reader_int (reader, object, "ended", 0, 0, LT_TRIAL_MAX_END_S);
  trial->sides[0] = (LtTrialSide) lt_store_reader_word (reader, object, "a", lt_words_trial_side);
  trial->sides[1] = (LtTrialSide) lt_store_reader_word (reader, object, "b", lt_words_trial_side);
  g_free (trial->reference);
  trial->reference = lt_session_clean_name (lt_store_reader_string (reader, object, "reference", ""), "");
  g_free (trial->rival);
  trial->rival = lt_session_clean_name (lt_store_reader_string (reader, object, "rival", ""), "");
  trial->n_answers = (uint32_t) lt_store_reader_int (reader, object, "answers", 1, 1, LT_TRIAL_MAX_ANSWERS);
  trial->n_right = (uint32_t) lt_store_reader_int (reader, object, "right", 0, 0, trial->n_answers);
  trial->n_planned = (uint32_t) lt_store_reader_int (reader, object, "planned", trial->n_answers, trial->n_answers, LT_TRIAL_MAX_ANSWERS);
  trial->extra = lt_store_reader_extra (object, keys);
  reader->where = "";
  return trial;
}
