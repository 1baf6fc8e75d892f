namespace Arch.Plugin.Nats.Messages;

/// <summary>How data that came is given.</summary>
internal enum DataForm
{
    /// <summary>JSON when it is JSON, or else text, or else base64.</summary>
    Auto,

    /// <summary>JSON; other data is a failure.</summary>
    Json,

    /// <summary>Text; what is not UTF-8 is replaced.</summary>
    Text,

    /// <summary>Base64.</summary>
    Base64,
}
