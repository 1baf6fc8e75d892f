namespace Arch.Engine.Tests.Reference;

/// <summary>How long leaves take: a time in milliseconds that differs for each place and attempt.</summary>
internal static class Durations
{
    public static int Of(string path, int attempt)
    {
        var hash = 2166136261u;
        foreach (var unit in path)
        {
            hash = (hash ^ unit) * 16777619u;
        }

        hash = (hash ^ (uint)attempt) * 16777619u;
        hash ^= hash >> 13;
        return 20 + (int)(hash % 1_000_003);
    }
}
