namespace Arch.Plugin.Mail.Receiving;

/// <summary>Which messages the first look begins with.</summary>
internal enum ReceivedStart
{
    /// <summary>Those that come from now on.</summary>
    Now,

    /// <summary>All that are in the folder.</summary>
    Beginning,
}
