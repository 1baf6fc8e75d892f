namespace Arch.Plugin.Data.Csv;

internal enum LineEnding
{
    /// <summary>A line feed, as on Unix.</summary>
    Lf,

    /// <summary>Carriage return and line feed, as RFC 4180 has it.</summary>
    Crlf,
}
