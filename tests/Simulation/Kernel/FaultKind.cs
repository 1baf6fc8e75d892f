namespace Simulation.Kernel;

/// <summary>What the simulation does to the engine. Each kind is counted; one that never happened proves nothing.</summary>
internal enum FaultKind
{
    /// <summary>A host died while it called its store or a step.</summary>
    CrashAtCall,

    /// <summary>A host died between two moments of its work.</summary>
    CrashBetween,

    /// <summary>A step ended the process that carried it out, as it does each time until the faults are over or it has had enough.</summary>
    PoisonedStep,

    /// <summary>A write that was under way when its host died came through all the same.</summary>
    WriteAfterCrash,

    /// <summary>A write that was under way when its host died was lost.</summary>
    WriteLost,

    /// <summary>Of several writes under way when their host died some came through and some did not.</summary>
    TornBatch,

    /// <summary>The store failed for good before it did what it was asked.</summary>
    StoreFailed,

    /// <summary>The store did what it was asked, but said that it failed.</summary>
    ExecuteAndTimeout,

    /// <summary>The store took more than a second.</summary>
    SlowStore,

    /// <summary>The store answered a later call before an earlier one.</summary>
    Reordered,

    /// <summary>The store did not tell of a new message.</summary>
    HintDropped,

    /// <summary>The store told of a message twice, or of one that is not there.</summary>
    HintInvented,

    /// <summary>A timer fired late.</summary>
    TimerLate,

    /// <summary>A timer fired twice.</summary>
    TimerTwice,

    /// <summary>A work item waited before it was given a thread.</summary>
    SlowScheduler,

    /// <summary>A host's clock jumped forward.</summary>
    ClockForward,

    /// <summary>A host's clock jumped back.</summary>
    ClockBack,

    /// <summary>A host stood still for a while.</summary>
    Paused,

    /// <summary>A host stood still until it was taken for dead, and went on.</summary>
    Stale,

    /// <summary>A commit of a host that no longer owned the run was refused.</summary>
    StaleCommit,

    /// <summary>A run was taken out of circulation because its owners died again and again, and put back by a client.</summary>
    Parked,

    /// <summary>A host wanted a run that another had.</summary>
    ContestedClaim,

    /// <summary>A host was stopped in order.</summary>
    Stopped,

    /// <summary>The bus did not take an event.</summary>
    BusFailed,

    /// <summary>The bus got an event that it had.</summary>
    BusTwice,

    /// <summary>An event was dispatched that was dispatched already.</summary>
    DispatchedTwice,

    /// <summary>A client published an event that it had published.</summary>
    PublishedTwice,

    /// <summary>A client did not hear whether its call was heeded, and called again.</summary>
    ClientRepeated,

    /// <summary>A step failed.</summary>
    StepFailed,

    /// <summary>A step threw what it must not, or gave no object.</summary>
    StepDefect,

    /// <summary>A step gave its result after it was told to stop.</summary>
    ResultAfterCancel,

    /// <summary>A step did not end until the faults were over.</summary>
    ResultNever,

    /// <summary>The same attempt of a step was carried out again after a takeover.</summary>
    AttemptRepeated,

    /// <summary>A run went on with another version of its workflow.</summary>
    Moved,

    /// <summary>A client wanted a run to go on with a version that does not fit.</summary>
    MoveRefused,

    /// <summary>A run that was to go on with another version had gone on to where it does not fit.</summary>
    MoveLapsed,
}
