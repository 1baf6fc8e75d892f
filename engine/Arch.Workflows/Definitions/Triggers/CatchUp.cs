namespace Arch.Workflows.Definitions.Triggers;

/// <summary>What happens about times at which no host was there.</summary>
public enum CatchUp
{
    /// <summary>They are left out.</summary>
    None,

    /// <summary>The last of them is made up for.</summary>
    Last,

    /// <summary>All of them are made up for, in order.</summary>
    All,
}
