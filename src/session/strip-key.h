// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Names of values: STRIP.fader, STRIP.SLOT.PARAM; resolved, and set by texts.
// Layer: session.

#pragma once

#include "session/strip.h"

typedef enum
{
  LT_STRIP_KEY_VALUE,  /* of the strip itself: `value`, `row` */
  LT_STRIP_KEY_OUTPUT, /* a bus's name, or mix */
  LT_STRIP_KEY_NAME,
  LT_STRIP_KEY_COLOUR,
  LT_STRIP_KEY_GROUP,  /* a group's name, or none */
  LT_STRIP_KEY_VCA,    /* a VCA's name, or none */
  LT_STRIP_KEY_FOLDED, /* of a folder: `row` */
  LT_STRIP_KEY_DELAY, /* milliseconds, or samples with an s: `row` */
  LT_STRIP_KEY_SLOT,       /* the slot itself: no value */
  LT_STRIP_KEY_BYPASS,     /* of the slot: `row` */
  LT_STRIP_KEY_LEVEL,      /* of the slot's output: `row` */
  LT_STRIP_KEY_LISTEN,     /* the slot's side-chain (`sidechain`): a strip's name, or none */
  LT_STRIP_KEY_LISTEN_PRE, /* `sidechain-pre`: `row` */
  LT_STRIP_KEY_PARAM,      /* of the slot: `param`, `row` */
  LT_STRIP_KEY_SEND,       /* the send itself, in `slot_id`: no value */
  LT_STRIP_KEY_SEND_VALUE, /* of the send in `slot_id`: `send`, `row` */
  LT_STRIP_KEY_SEND_PRE,   /* of the send in `slot_id`: `row` */
} LtStripKeyKind;

typedef struct
{
  LtStripKeyKind     kind;
  LtId               strip_id;
  LtId               slot_id; /* or a send's; 0: none */
  LtStripValue       value;
  LtSendValue        send;
  uint32_t           param;
  const LtParamSpec *row; /* NULL: not a value with a row */
} LtStripKey;

/* STRIP is the name of a track or bus (it may hold points and spaces), `mix` or `master`; SLOT an effect's key,
   `eq#2` the second one; a send is STRIP.send:BUS. False and a sentence that lists what there is. */
bool
lt_strip_key_resolve (const LtSession *session, const char *text, LtStripKey *key, GError **error);

/* Returns: (transfer full): @session with what "KEY=VALUE" says put there; NULL and a sentence when it does not fit. */
LtSession *lt_strip_key_set (const LtSession *session, const char *assignment, GError **error);

/* Returns: (transfer full): how a slot is called: `eq`, `eq#2`. */
char *lt_strip_key_dup_slot_name (const LtStrip *strip, const LtSlot *slot);

/* Returns: (transfer full): how the owner of a lane is called: a slot's name, `send:BUS`; NULL: the strip itself. */
char *lt_strip_key_dup_owner_name (const LtSession *session, const LtStrip *strip, LtId owner_id);
