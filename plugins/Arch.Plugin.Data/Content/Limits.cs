namespace Arch.Plugin.Data.Content;

/// <summary>What one step may hold in memory. Larger data goes by file, in parts.</summary>
internal static class Limits
{
    /// <summary>The largest file that is read as a whole, and the largest result that is given as text.</summary>
    public const int Bytes = 64 * 1024 * 1024;
}
