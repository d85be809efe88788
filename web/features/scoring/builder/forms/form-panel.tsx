import { useBuilder } from '../context.ts';
import { BandsForm } from './bands-form.tsx';
import { CompanyForm } from './company-form.tsx';
import { DimensionForm } from './dimension-form.tsx';
import { GridForm } from './grid-form.tsx';
import { GroupForm } from './group-form.tsx';
import { ProfileForm, ProfilesForm } from './profile-form.tsx';
import { SignalForm, SignalsForm } from './signal-form.tsx';
import { TermForm } from './term-form.tsx';
import { WhomForm } from './whom-form.tsx';

/** The form of the part that is selected. */
export function FormPanel() {
  const { selected } = useBuilder();
  switch (selected.part) {
    case 'term':
      return <TermForm key={selected.key} termKey={selected.key} />;
    case 'group':
      return <GroupForm key={selected.key} groupKey={selected.key} />;
    case 'dimension':
      return <DimensionForm key={selected.key} dimensionKey={selected.key} />;
    case 'signal':
      return <SignalForm key={selected.key} signalKey={selected.key} />;
    case 'profile':
      return <ProfileForm key={selected.key} profileKey={selected.key} />;
    case 'signals':
      return <SignalsForm />;
    case 'profiles':
      return <ProfilesForm />;
    case 'bands':
      return <BandsForm />;
    case 'grid':
      return <GridForm />;
    case 'company':
      return <CompanyForm />;
    case 'whom':
      return <WhomForm />;
  }
}
