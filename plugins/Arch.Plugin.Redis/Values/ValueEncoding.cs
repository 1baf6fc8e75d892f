namespace Arch.Plugin.Redis.Values;

/// <summary>How values of Redis, which are bytes, are written in workflows.</summary>
internal enum ValueEncoding
{
    /// <summary>As text in UTF-8.</summary>
    Text,

    /// <summary>As base64.</summary>
    Base64,
}
