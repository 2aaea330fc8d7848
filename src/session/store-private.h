// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The nodes of the document as JSON, for the store and for patches.
// Layer: session.

#pragma once

#include "session/emit.h"
#include "session/session-private.h"
#include "session/words.h"

/* Writes the members of an object that the caller has opened. @bare: without slots, sends and lanes. */
void lt_store_write_head (LtEmit          *emit,
                          const LtSession *session); /* all that is not a node, without next-id */
void lt_store_write_source (LtEmit *emit, const LtSource *source);
void lt_store_write_clip (LtEmit *emit, const LtClip *clip);
void lt_store_clip_write (LtEmit *emit, const LtClipSound *sound);
void lt_store_write_lane (LtEmit *emit, const LtLane *lane);
void lt_store_write_slot (LtEmit *emit, const LtSlot *slot);
void lt_store_write_send (LtEmit *emit, const LtSend *send);
void lt_store_write_strip (LtEmit *emit, const LtStrip *strip, bool bare);
void lt_store_write_track (LtEmit *emit, const LtTrack *track);
void lt_store_take_write (LtEmit *emit, const LtTrack *track, bool always); /* without any: an empty list, or nothing */
void lt_store_write_marker (LtEmit *emit, const LtMarker *marker);
void lt_store_write_group (LtEmit *emit, const LtGroup *group);
void lt_store_write_snapshot (LtEmit *emit, const LtSnapshot *snapshot);
void lt_store_write_reference (LtEmit *emit, const LtReference *reference);
void lt_store_write_trial (LtEmit *emit, const LtTrial *trial);
void lt_store_delivery_write (LtEmit *emit, const LtDeliverySpec *delivery);
void lt_store_tempo_write (LtEmit *emit, const LtTempoMap *map); /* what is behind the beginning */
void lt_store_tempo_write_punch (LtEmit *emit, const LtSession *session);
void lt_store_write_session (LtEmit *emit, const LtSession *session);

/* What goes on while a file is read. */
typedef struct
{
  GPtrArray  *losses;  /* sentences; NULL: nobody asks */
  const char *where;   /* the name of what is being read, for the sentences; never NULL */
  GHashTable *ids;     /* those seen (LtId keys) */
  GPtrArray  *orphans; /* LtId * of nodes that get new ids at the end */
  LtId        max_id;
  const LtSnapshot *past; /* whose strips these are: the sentences begin with its name, and it is as with is_past; NULL: of none */
  bool        is_past; /* what is read is a memory: its ids stand for themselves, used or not */
  guint       n_losses;
} LtStoreReader;

void lt_store_reader_init (LtStoreReader *self, GPtrArray *losses);
void lt_store_reader_clear (LtStoreReader *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LtStoreReader, lt_store_reader_clear)

/* Adds a sentence. */
void lt_store_reader_lose (LtStoreReader *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Values of an object; a missing one is @def, a wrong one is @def and a loss, one out of range is moved into it. */
bool    lt_store_reader_bool (LtStoreReader *self, JsonObject *object, const char *key, bool def);
int64_t lt_store_reader_int (LtStoreReader *self,
                             JsonObject    *object,
                             const char    *key,
                             int64_t        def,
                             int64_t        min,
                             int64_t        max);
double  lt_store_reader_double (
     LtStoreReader *self, JsonObject *object, const char *key, double def, double min, double max);
double lt_store_reader_level (LtStoreReader *self,
                              JsonObject    *object,
                              const char    *key); /* -inf to +6 dB, 0 when missing */
const char *
lt_store_reader_string (LtStoreReader *self, JsonObject *object, const char *key, const char *def);
int  lt_store_reader_word (LtStoreReader     *self,
                           JsonObject        *object,
                           const char        *key,
                           const char *const *words);
LtId lt_store_reader_ref (LtStoreReader *self, JsonObject *object, const char *key); /* 0: none */
void lt_store_reader_id (LtStoreReader *self,
                         JsonObject    *object,
                         LtId          *id); /* @id stays valid until the end */
JsonArray  *lt_store_reader_array (LtStoreReader *self,
                                   JsonObject    *object,
                                   const char    *key); /* borrowed; NULL: none */
JsonObject *lt_store_reader_object (LtStoreReader *self,
                                    JsonObject    *object,
                                    const char    *key); /* borrowed; NULL: none */
/* Returns: (transfer full): of LtPoint, ascending; NULL when there are none. */
GArray *lt_store_reader_points (LtStoreReader *self, JsonObject *object, const char *key);
/* Every node without a good id gets one; the number after the last one comes back. */
LtId lt_store_reader_finish_ids (LtStoreReader *self, LtId next_id);
/* Returns: (transfer full): the members that are not among @known (ends with NULL); NULL when there are none. */
JsonNode *lt_store_reader_extra (JsonObject *object, const char *const *known);

/* Reads one node. NULL when nothing can be made of it (and a loss). */
void      lt_store_read_head (LtStoreReader *reader, JsonObject *object, LtSession *session);
void      lt_store_tempo_read (LtStoreReader *reader, JsonObject *object, LtSession *session); /* with tempo and metre of the beginning, and the punch range */
LtSource *lt_store_read_source (LtStoreReader *reader, JsonObject *object);
LtClip   *lt_store_read_clip (LtStoreReader *reader, JsonObject *object);
void      lt_store_clip_read (LtStoreReader *reader, JsonObject *object, LtClipSound *sound);
LtLane   *lt_store_read_lane (LtStoreReader *reader, JsonObject *object);
LtSlot   *lt_store_read_slot (LtStoreReader *reader, JsonObject *object);
LtSend   *lt_store_read_send (LtStoreReader *reader, JsonObject *object);
LtStrip  *lt_store_read_strip (LtStoreReader *reader, JsonObject *object, LtStripKind kind);
/* Without slots, sends and lanes. */
LtStrip  *lt_store_read_strip_values (LtStoreReader *reader, JsonObject *object, LtStripKind kind);
LtTrack  *lt_store_read_track (LtStoreReader *reader, JsonObject *object);
void      lt_store_take_read (LtStoreReader *reader, JsonObject *object, LtTrack *track);
LtMarker *lt_store_read_marker (LtStoreReader *reader, JsonObject *object);
LtGroup     *lt_store_read_group (LtStoreReader *reader, JsonObject *object);
LtSnapshot  *lt_store_read_snapshot (LtStoreReader *reader, JsonObject *object);
LtReference *lt_store_read_reference (LtStoreReader *reader, JsonObject *object);
LtTrial     *lt_store_read_trial (LtStoreReader *reader, JsonObject *object);
LtDeliverySpec *lt_store_delivery_read (LtStoreReader *reader, JsonObject *object);

/* Of nodes that nobody else has yet: what is out of range, and what leads nowhere, is mended or left out and told. */
void lt_store_repair_delay (LtStoreReader *reader, const LtSession *session, LtStrip *strip);
void lt_store_repair_versions (LtStoreReader *reader, LtSession *session);
