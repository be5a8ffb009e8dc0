/** The panels that the page can begin without, loaded together. */
export { default as AppraisalPanel } from './appraisal/AppraisalPanel.svelte';
export { default as ArchivePanel } from './ArchivePanel.svelte';
export { default as BenchmarkPanel } from './benchmark/BenchmarkPanel.svelte';
export { default as CandidatesPanel } from './CandidatesPanel.svelte';
export { default as ChatPanel } from './ChatPanel.svelte';
export { default as ComparePanel } from './compare/ComparePanel.svelte';
export { default as CurvesPanel } from './CurvesPanel.svelte';
export { default as InspectPanel } from './inspect/InspectPanel.svelte';
export { default as LineagePanel } from './LineagePanel.svelte';
export { default as MachinePanel } from './MachinePanel.svelte';
export { default as MethodPanel } from './MethodPanel.svelte';
export { default as ModelPanel } from './ModelPanel.svelte';
export { default as NoticesPanel } from './NoticesPanel.svelte';
export { default as ParetoPanel } from './ParetoPanel.svelte';
export { default as RacePanel } from './RacePanel.svelte';
export { default as RanksPanel } from './benchmark/RanksPanel.svelte';
export { default as WorkedPanel } from './WorkedPanel.svelte';
