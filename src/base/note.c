// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Note values and their lengths.
// Layer: base.

#include "base/note.h"

#include <math.h>
#include <stddef.h>

/* clang-format off */
#define WHOLE_TO_THIRTY_SECOND \
  { "1/1", N_ ("Whole note") }, \
  { "1/2", N_ ("Half note") }, \
  { "1/2d", N_ ("Half note, dotted") }, \
  { "1/2t", N_ ("Half note, triplet") }, \
  { "1/4", N_ ("Quarter note") }, \
  { "1/4d", N_ ("Quarter note, dotted") }, \
  { "1/4t", N_ ("Quarter note, triplet") }, \
  { "1/8", N_ ("Eighth note") }, \
  { "1/8d", N_ ("Eighth note, dotted") }, \
  { "1/8t", N_ ("Eighth note, triplet") }, \
  { "1/16", N_ ("Sixteenth note") }, \
  { "1/16d", N_ ("Sixteenth note, dotted") }, \
  { "1/16t", N_ ("Sixteenth note, triplet") }, \
  { "1/32", N_ ("Thirty-second note") }, \
  { NULL, NULL }
/* clang-format on */

const LtChoice lt_note_lengths[] = {
  { "off", N_ ("Off") },
  WHOLE_TO_THIRTY_SECOND,
};

const LtChoice lt_note_cycles[] = {
  { "off", N_ ("Off") },
  { "4/1", N_ ("Four whole notes") },
  { "2/1", N_ ("Two whole notes") },
  WHOLE_TO_THIRTY_SECOND,
};

_Static_assert (sizeof lt_note_lengths / sizeof *lt_note_lengths == (size_t) LT_NOTE_LENGTH_MAX + 2, "the row's range is the list");
_Static_assert (sizeof lt_note_cycles / sizeof *lt_note_cycles == (size_t) LT_NOTE_CYCLE_MAX + 2, "the row's range is the list");

LT_RT static int
whole_number (const char **at)
{
  int n = 0;

  for (; **at >= '0' && **at <= '9'; (*at)++)
    n = n * 10 + **at - '0';
  return n;
}

double
lt_note_quarters (const char *key)
{
  int wholes = whole_number (&key);

  if (wholes == 0 || *key++ != '/')
    return 0.0;

  double quarters = 4.0 * wholes / whole_number (&key);
  return *key == 'd' ? quarters * 1.5 : (*key == 't' ? quarters * 2.0 / 3.0 : quarters);
}

int
lt_note_nearest (const LtChoice *choices, double quarters)
{
  int best = 1;

  for (int i = 2; choices[i].key != NULL; i++)
    if (fabs (log (lt_note_quarters (choices[i].key) / quarters)) < fabs (log (lt_note_quarters (choices[best].key) / quarters)))
      best = i;
  return best;
}

double
lt_note_tempo (double tempo_bpm)
{
  return tempo_bpm > 1.0 && tempo_bpm < 1000.0 ? tempo_bpm : 120.0;
}

double
lt_note_cycle_hz (int choice, double tempo_bpm, double hz)
{
  return choice > 0 ? lt_note_tempo (tempo_bpm) / (60.0 * lt_note_quarters (lt_note_cycles[choice].key)) : hz;
}
