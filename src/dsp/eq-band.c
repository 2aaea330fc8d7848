// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One equaliser band: design, glide, cross-fade, dynamics.
// Layer: dsp.

#include "dsp/eq-band.h"

#include "base/audio.h"
#include "base/math.h"

#define FADE_S 0.02
#define KNEE_DB 6.0
#define MOVES_PER_DB 64.0 /* finer moves of a level that all but stands are not worth a design */

LT_RT static bool
has_gain (int type)
{
  return type == LT_EQ_BAND_BELL || type == LT_EQ_BAND_LOW_SHELF || type == LT_EQ_BAND_HIGH_SHELF || type == LT_EQ_BAND_TILT;
}

LT_RT static bool
is_cut (const LtEqBandForm *form)
{
  return form->type == LT_EQ_BAND_LOW_CUT || form->type == LT_EQ_BAND_HIGH_CUT;
}

LT_RT static bool
is_dynamic (const LtEqBand *self)
{
  const LtEqBandForm *form = &self->voice[self->now].form;

  return self->dynamics.range_db != 0.0 && form->order > 0 && has_gain (form->type) && form->type != LT_EQ_BAND_TILT;
}

LT_RT static bool
same_place (const LtEqBandPlace *a, const LtEqBandPlace *b)
{
  return a->freq_hz == b->freq_hz && a->gain_db == b->gain_db && a->q == b->q;
}

LT_RT static bool
same_form (const LtEqBandForm *a, const LtEqBandForm *b)
{
  if (a->order == 0 || b->order == 0)
    return a->order == b->order;

  return a->type == b->type && a->channel == b->channel && (!is_cut (a) || a->order == b->order);
}

static const LtEqDesignKind design_kinds[] = {
  [LT_EQ_BAND_BELL] = LT_EQ_DESIGN_BELL,
  [LT_EQ_BAND_LOW_SHELF] = LT_EQ_DESIGN_LOW_SHELF,
  [LT_EQ_BAND_HIGH_SHELF] = LT_EQ_DESIGN_HIGH_SHELF,
  [LT_EQ_BAND_LOW_CUT] = LT_EQ_DESIGN_HIGH_PASS,
  [LT_EQ_BAND_HIGH_CUT] = LT_EQ_DESIGN_LOW_PASS,
  [LT_EQ_BAND_NOTCH] = LT_EQ_DESIGN_NOTCH,
  [LT_EQ_BAND_BAND_PASS] = LT_EQ_DESIGN_BAND_PASS,
  [LT_EQ_BAND_TILT] = LT_EQ_DESIGN_TILT,
};

uint32_t
lt_eq_band_shapes (const LtEqBandForm *form, const LtEqBandPlace *place, double rate_hz, LtSvfShape shapes[LT_EQ_BAND_SECTIONS])
{
  if (form->order == 0)
    return 0;
  if (is_cut (form))
    return (uint32_t) lt_eq_design_cut (form->type == LT_EQ_BAND_LOW_CUT, form->order, rate_hz, place->freq_hz, place->q, shapes);

  shapes[0] = lt_eq_design_section (design_kinds[form->type], rate_hz, place->freq_hz, place->q, place->gain_db);
  return 1;
}

uint32_t
lt_eq_band_prototypes (const LtEqBandForm *form, const LtEqBandPlace *place, LtEqDesignPrototype prototypes[LT_EQ_BAND_SECTIONS])
{
  double qs[LT_EQ_BAND_SECTIONS];

  if (form->order == 0)
    return 0;
  if (!is_cut (form))
    {
      prototypes[0] = lt_eq_design_prototype (design_kinds[form->type], place->q, place->gain_db);
      return 1;
    }

  int n = lt_eq_design_cut_sections (form->order, place->q, qs);
  for (int i = 0; i < n; i++)
    prototypes[i] = lt_eq_design_prototype (lt_eq_design_cut_kind (form->type == LT_EQ_BAND_LOW_CUT, qs[i]), qs[i] > 0.0 ? qs[i] : 1.0, 0.0);
  return (uint32_t) n;
}

LT_RT static void
voice_design (LtEqBandVoice *self, double rate_hz, LtSvfCoeffs *out)
{
  LtSvfShape shapes[LT_EQ_BAND_SECTIONS];

  self->n = self->on[0] || self->on[1] ? lt_eq_band_shapes (&self->form, &self->place, rate_hz, shapes) : 0;
  for (uint32_t s = 0; s < self->n; s++)
    out[s] = lt_svf_coeffs (&shapes[s], self->on);
}

/* A voice that starts here, standing. A mono strip is all middle and all left. */
LT_RT static void
voice_start (LtEqBandVoice *self, const LtEqBand *band, const LtEqBandForm *form, const LtEqBandPlace *place)
{
  bool mono = band->n_channels == 1;

  *self = (LtEqBandVoice) { .form = *form, .place = *place };
  self->on[0] = form->channel != LT_EQ_BAND_SIDE && form->channel != LT_EQ_BAND_RIGHT;
  self->on[1] = !mono && form->channel != LT_EQ_BAND_MID && form->channel != LT_EQ_BAND_LEFT;
  self->mid_side = !mono && (form->channel == LT_EQ_BAND_MID || form->channel == LT_EQ_BAND_SIDE);
  voice_design (self, band->rate_hz, self->to);
  self->idle = self->n == 0 || (has_gain (form->type) && place->gain_db == 0.0);
}

/* One step on. A band without gain is nothing, and costs nothing; it leaves and enters that through
   a design of no gain, which is nothing too. */
LT_RT static void
voice_step (LtEqBandVoice *self, double rate_hz, const LtEqBandPlace *end)
{
  bool flat = self->n == 0 || (has_gain (self->form.type) && end->gain_db == 0.0);

  if (same_place (&self->place, end) || (self->idle && flat))
    {
      if (flat && !self->idle)
        for (uint32_t s = 0; s < self->n; s++)
          self->z[s] = (LtSvf) { 0 };
      self->idle = flat;
      self->moving = false;
      self->place = *end;
      return;
    }

  if (self->idle)
    {
      self->place = (LtEqBandPlace) { end->freq_hz, 0.0, end->q };
      voice_design (self, rate_hz, self->from);
    }
  else
    for (uint32_t s = 0; s < self->n; s++)
      self->from[s] = self->to[s];
  self->place = *end;
  voice_design (self, rate_hz, self->to);
  self->idle = false;
  self->moving = true;
}

LT_RT static void
voice_run (LtEqBandVoice *self, uint32_t at, uint32_t len, LtSvfPair *io, uint32_t n_frames)
{
  if (self->idle)
    return;

  if (self->mid_side)
    lt_eq_band_to_mid_side (io, n_frames);
  if (!self->moving)
    lt_svf_run (self->z, self->to, self->n, io, n_frames);
  else
    for (uint32_t s = 0; s < self->n; s++)
      lt_svf_run_moving (&self->z[s], &self->from[s], &self->to[s], at, len, io, n_frames);
  if (self->mid_side)
    lt_eq_band_from_mid_side (io, n_frames);
}

void
lt_eq_band_init (LtEqBand *self, double rate_hz, uint32_t n_channels)
{
  uint32_t step = rate_hz < 75000.0 ? 16 : (rate_hz < 150000.0 ? 32 : LT_EQ_BAND_MAX_STEP);

  *self = (LtEqBand) { .rate_hz = rate_hz, .n_channels = n_channels, .step = step, .fade_frames = (uint32_t) (FADE_S * rate_hz) };
}

void
lt_eq_band_begin (LtEqBand *self, const LtEqBandTarget *target)
{
  LtEqBandVoice *voice = &self->voice[self->now];

  self->dynamics = target->dynamics;
  self->from = self->to;
  self->to = target->place;
  if (!self->born)
    {
      self->from = self->to;
      self->born = true;
      voice_start (voice, self, &target->form, &self->to);
    }
  else if (self->fade_left == 0 && !same_form (&voice->form, &target->form))
    {
      LtEqBandPlace here = self->from;

      here.gain_db += self->move_db;
      self->now ^= 1;
      self->fade_left = self->fade_frames;
      voice_start (&self->voice[self->now], self, &target->form, &here);
    }
  for (int v = 0; v < 2; v++)
    lt_svf_flush (self->voice[v].z, self->voice[v].n);
  lt_svf_flush (&self->ear, 1);
}

bool
lt_eq_band_is_still (const LtEqBand *self)
{
  const LtEqBandVoice *voice = &self->voice[self->now];

  return self->fade_left == 0 && !is_dynamic (self) && self->move_db == 0.0 && !voice->moving && same_place (&self->from, &self->to)
         && same_place (&voice->place, &self->to);
}

/* How far the level asks the gain to move: dB for dB above the threshold, through a knee, within the range. */
LT_RT static double
wanted_move (const LtEqBandDynamics *dyn, double level_db)
{
  double over = level_db - dyn->threshold_db;
  double most = fabs (dyn->range_db);

  if (over <= -0.5 * KNEE_DB)
    over = 0.0;
  else if (over < 0.5 * KNEE_DB)
    over = (over + 0.5 * KNEE_DB) * (over + 0.5 * KNEE_DB) / (2.0 * KNEE_DB);
  return copysign (fmin (over, most), dyn->range_db);
}

/* The detector hears a bell through a band pass, a shelf through the pass of its side. */
LT_RT static void
tune_ear (LtEqBand *self, const LtEqBandVoice *voice)
{
  int            type = voice->form.type;
  LtEqDesignKind kind = type == LT_EQ_BAND_BELL        ? LT_EQ_DESIGN_BAND_PASS
                        : type == LT_EQ_BAND_LOW_SHELF ? LT_EQ_DESIGN_LOW_PASS
                                                       : LT_EQ_DESIGN_HIGH_PASS;
  LtEqBandPlace  here = { voice->place.freq_hz, type, voice->place.q };

  if (same_place (&self->ear_place, &here))
    return;
  self->ear_place = here;

  double     q = type == LT_EQ_BAND_BELL ? fmax (here.q, 0.3) : 0.70710678;
  LtSvfShape shape = lt_eq_design_section (kind, self->rate_hz, here.freq_hz, q, 0.0);
  self->ear_coeffs = lt_svf_coeffs (&shape, (const int[2]) { 1, 1 });
}

/* From what was heard since the last step to the gain of the next. */
LT_RT static void
follow (LtEqBand *self, const LtEqBandVoice *voice)
{
  double want = 0.0, frames = (double) self->heard;

  if (is_dynamic (self) && self->heard > 0)
    {
      double loud = fmax (voice->on[0] ? self->energy[0] : 0.0, voice->on[1] ? self->energy[1] : 0.0) / frames;
      double window = self->rate_hz * fmax (1.5 / voice->place.freq_hz, 0.001); /* a period and a half: no ripple of its own */

      self->power += (loud - self->power) * (1.0 - exp (-frames / window));
      want = wanted_move (&self->dynamics, 10.0 * log10 (2.0 * self->power + 1e-30));
    }
  self->energy[0] = self->energy[1] = 0.0;
  self->heard = 0;
  if (frames == 0.0)
    frames = (double) self->step;
  if (want == self->move_db)
    return;

  double time_ms = fabs (want) > fabs (self->move_db) ? self->dynamics.attack_ms : self->dynamics.release_ms;
  self->move_db = want + (self->move_db - want) * exp (-frames / (time_ms * 0.001 * self->rate_hz));
  if (fabs (self->move_db - want) < 1e-3)
    self->move_db = want;
}

void
lt_eq_band_step (LtEqBand *self, uint32_t at, uint32_t len)
{
  LtEqBandVoice *voice = &self->voice[self->now];
  uint32_t       end = at + self->step < len ? at + self->step : len;
  double         x = (double) end / (double) len;
  LtEqBandPlace  place = self->to;

  if (is_dynamic (self) || self->move_db != 0.0)
    {
      follow (self, voice);
      if (is_dynamic (self))
        tune_ear (self, voice);
    }
  if (end < len && !same_place (&self->from, &self->to))
    place = (LtEqBandPlace) { self->from.freq_hz + (self->to.freq_hz - self->from.freq_hz) * x, self->from.gain_db + (self->to.gain_db - self->from.gain_db) * x, self->from.q + (self->to.q - self->from.q) * x };
  place.gain_db += round (self->move_db * MOVES_PER_DB) / MOVES_PER_DB;

  voice_step (voice, self->rate_hz, &place);
  if (self->fade_left > 0)
    voice_step (&self->voice[self->now ^ 1], self->rate_hz, &place);
}

LT_RT static void
listen (LtEqBand *self, const LtEqBandVoice *voice, const LtSvfPair *in, uint32_t n_frames)
{
  LtSvfPair heard[LT_EQ_BAND_MAX_STEP];

  for (uint32_t i = 0; i < n_frames; i++)
    heard[i] = in[i];
  if (voice->mid_side)
    lt_eq_band_to_mid_side (heard, n_frames);
  lt_svf_run (&self->ear, &self->ear_coeffs, 1, heard, n_frames);
  for (uint32_t i = 0; i < n_frames; i++)
    {
      self->energy[0] += heard[i][0] * heard[i][0];
      self->energy[1] += heard[i][1] * heard[i][1];
    }
  self->heard += n_frames;
}

void
lt_eq_band_run (LtEqBand *self, uint32_t at, uint32_t len, const LtSvfPair *key, LtSvfPair *io, uint32_t n_frames)
{
  LtEqBandVoice *voice = &self->voice[self->now];
  uint32_t       start = at - at % self->step;
  uint32_t       step = len - start < self->step ? len - start : self->step;
  LtSvfPair      old[LT_EQ_BAND_MAX_STEP];

  if (is_dynamic (self))
    listen (self, voice, key != NULL ? key : io, n_frames);
  if (self->fade_left == 0)
    {
      voice_run (voice, at - start, step, io, n_frames);
      return;
    }

  for (uint32_t i = 0; i < n_frames; i++)
    old[i] = io[i];
  voice_run (&self->voice[self->now ^ 1], at - start, step, old, n_frames);
  voice_run (voice, at - start, step, io, n_frames);
  for (uint32_t i = 0; i < n_frames; i++)
    {
      double t = (double) self->fade_left / (double) self->fade_frames;

      io[i] += (old[i] - io[i]) * (t * t * (3.0 - 2.0 * t));
      self->fade_left -= self->fade_left > 0;
    }
}

void
lt_eq_band_to_mid_side (LtSvfPair *io, uint32_t n_frames)
{
  for (uint32_t i = 0; i < n_frames; i++)
    io[i] = (LtSvfPair) { 0.5 * (io[i][0] + io[i][1]), 0.5 * (io[i][0] - io[i][1]) };
}

void
lt_eq_band_from_mid_side (LtSvfPair *io, uint32_t n_frames)
{
  for (uint32_t i = 0; i < n_frames; i++)
    io[i] = (LtSvfPair) { io[i][0] + io[i][1], io[i][0] - io[i][1] };
}
