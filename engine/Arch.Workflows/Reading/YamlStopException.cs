namespace Arch.Workflows.Reading;

#pragma warning disable CA1064 // It never leaves the reader
/// <summary>Ends the reading of a file about which enough has been said.</summary>
internal sealed class YamlStopException : Exception;
#pragma warning restore CA1064
