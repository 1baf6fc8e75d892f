namespace Arch.Host.Settings;

/// <summary>What the text of a setting means.</summary>
internal enum SettingKind
{
    /// <summary>A path, relative to the folder of <c>arch.yaml</c>.</summary>
    Folder,

    /// <summary>A path of a file, relative to the folder of <c>arch.yaml</c>.</summary>
    File,

    /// <summary>Where steps may connect to.</summary>
    Destination,

    /// <summary>A program that steps may start.</summary>
    Program,

    /// <summary>Where the host listens, as ASP.NET Core writes it.</summary>
    Url,

    /// <summary>What the host does.</summary>
    Role,

    /// <summary>Any name.</summary>
    Name,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,

    /// <summary>A number of bytes.</summary>
    Size,

    /// <summary>A length of time.</summary>
    Duration,

    /// <summary>A number from 1.</summary>
    Count,
}
