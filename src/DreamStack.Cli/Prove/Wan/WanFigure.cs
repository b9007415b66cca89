namespace DreamStack.Cli.Prove.Wan;

/// <summary>What is measured of a load, as the table calls it.</summary>
internal static class WanFigure
{
    public const string CpuPerViewer = "server CPU a viewer, %";
    public const string ViewersPerCore = "viewers a core";
    public const string NearP50 = "near picture p50, ms";
    public const string NearP99 = "near picture p99, ms";
    public const string NearSoundP99 = "near sound p99, ms";
    public const string NearInputP99 = "near input → picture p99, ms";
    public const string NearPictures = "near pictures, %";
    public const string FarP50 = "far picture p50, ms";
    public const string FarP99 = "far picture p99, ms";
    public const string FarSoundP99 = "far sound p99, ms";
    public const string FarInputP50 = "far input → picture p50, ms";
    public const string FarInputP99 = "far input → picture p99, ms";
    public const string FarPictures = "far pictures, %";
    public const string FarMegabits = "to each far, Mbit/s";
    public const string CaughtUp = "catch-ups";
    public const string Checked = "pictures checked";
    public const string Diverged = "diverged";
    public const string Lost = "packets lost, %";
    public const string ServerBusy = "server busy, %";
    public const string GeneratorBusy = "generator busy, %";
    public const string WayBusy = "network busy, %";
    public const string RoundTrip = "connect from afar p50, ms";
    public const string OneFlow = "one flow from here, Mbit/s";
    public const string DeltaMean = "mean delta, bytes";
    public const string DeltaLeast = "least";
    public const string DeltaMost = "most";
    public const string WholePicture = "whole picture, bytes";
    public const string SoundBlock = "block of sound, bytes";
}
