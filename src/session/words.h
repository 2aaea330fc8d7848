// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The words for choices of the document, in its file and on the command line.
// Layer: session.

#pragma once

/* Indexed by the type that is named; each ends with NULL. Files are written with them: none may change. */
extern const char *const lt_words_fade[];       /* LtFadeCurve */
extern const char *const lt_words_pan_law[];    /* LtPanLaw */
extern const char *const lt_words_pan_mode[];   /* LtPanMode */
extern const char *const lt_words_automation[]; /* LtAutomationMode */
extern const char *const lt_words_solo[];       /* LtSoloMode */
extern const char *const lt_words_meter[];      /* LtMeterPoint */
extern const char *const lt_words_kind[];       /* LtStripKind */
extern const char *const lt_words_stretch[];    /* LtStretchQuality */
extern const char *const lt_words_trial_side[]; /* LtTrialSide */

/* The index of @text in @words; −1: it is none of them. */
int lt_words_find (const char *const *words, const char *text);
