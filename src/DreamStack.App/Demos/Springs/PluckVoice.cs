namespace DreamStack.App.Demos.Springs;

/// <summary>A struck bar: three ringing modes, each a two-pole resonator that starts at zero, so there is no click.</summary>
internal struct PluckVoice
{
    /// <summary>A sample below this in every mode is silence.</summary>
    private const double Silence = 2e-4;

    private Mode _first;
    private Mode _second;
    private Mode _third;
    private bool _rings;

    /// <summary>Adds a strike to what still rings; the strength from 0 to 1 makes it louder and brighter.</summary>
    public void Strike(double pitch, double strength, int rate)
    {
        double level = 0.15 + (0.5 * strength);
        _first.Excite(pitch, 0.35, level, rate);
        _second.Excite(pitch * 2.756, 0.14, level * (0.15 + (0.35 * strength)), rate);
        _third.Excite(pitch * 5.404, 0.05, level * 0.4 * strength, rate);
        _rings = true;
    }

    /// <summary>Adds the next samples; false, and nothing is added, when it no longer rings.</summary>
    public bool AddTo(Span<float> samples)
    {
        if (!_rings)
        {
            return false;
        }

        foreach (ref float sample in samples)
        {
            sample += (float)(_first.Next() + _second.Next() + _third.Next());
        }

        _rings = _first.Level > Silence || _second.Level > Silence || _third.Level > Silence;
        return true;
    }

    private struct Mode
    {
        private double _turn;
        private double _radius;
        private double _newest;
        private double _older;

        /// <summary>The envelope's height now.</summary>
        public double Level { get; private set; }

        /// <summary>Pushes the resonator as if it had just passed zero, so the sound goes on without a step.</summary>
        public void Excite(double frequency, double seconds, double level, int rate)
        {
            double angle = 2 * Math.PI * frequency / rate;
            _radius = Math.Exp(-1 / (seconds * rate));
            _turn = 2 * _radius * Math.Cos(angle);
            _older -= level * Math.Sin(angle) / _radius;
            Level += level;
        }

        public double Next()
        {
            double next = (_turn * _newest) - (_radius * _radius * _older);
            _older = _newest;
            _newest = next;
            Level *= _radius;
            return next;
        }
    }
}
