using Xunit.Sdk;
using Xunit.v3;

// Leak checks count every shared buffer of the process, so one test runs at a time.
[assembly: Parallelization(Mode = ParallelMode.None)]
