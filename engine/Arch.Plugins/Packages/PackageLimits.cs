namespace Arch.Plugins.Packages;

/// <summary>How much a package may hold.</summary>
public sealed record PackageLimits
{
    /// <summary>Gets the limits that hold unless others are given.</summary>
    public static PackageLimits Default { get; } = new();

    /// <summary>Gets the most bytes of the package as it is sent.</summary>
    /// <value>256 MiB unless set.</value>
    public long PackedBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>Gets the most files.</summary>
    /// <value>5,000 unless set.</value>
    public int Files { get; init; } = 5_000;

    /// <summary>Gets the most bytes of all files together.</summary>
    /// <value>512 MiB unless set.</value>
    public long Bytes { get; init; } = 512L * 1024 * 1024;

    /// <summary>Gets how many times larger than packed a file of more than 1 MiB may be.</summary>
    /// <value>200 unless set.</value>
    public int Ratio { get; init; } = 200;
}
