// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Blobs in a text that is copied, so that another program with another session has them too.
// Layer: session. For the clipboards only.

#pragma once

#include "session/store-private.h"

/* As member "blobs": those of @slots (of LtSlot), each once, up to @room bytes. What is too large stays where it is: there the same
   session, or another window with it, still finds it. */
void lt_blob_text_write (LtEmit *emit, const GPtrArray *slots, gsize room);

/* Keeps what is there, under the name of what it is, not of what it says it is. */
void lt_blob_text_read (LtStoreReader *reader, JsonObject *object);
