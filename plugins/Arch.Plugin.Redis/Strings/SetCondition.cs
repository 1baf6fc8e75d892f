namespace Arch.Plugin.Redis.Strings;

/// <summary>When a value is set.</summary>
internal enum SetCondition
{
    Always,
    Missing,
    Present,
}
